"""`python -m bench.certainty`: how often an interval holds the truth and a verdict is wrong, over a grid of truths."""

from itertools import product

from tests.stats.simulated import simulate


def main() -> None:
    print("jaren  aantal   phi  dekking   ten onrechte: stabiel of gedaald, gedaald, gestegen   (dekking samen)")
    for periods, mean, phi in product((4, 5, 6, 8, 12), (20, 100, 1000), (1, 1.5, 2, 4, 10)):
        risen = simulate(mean=mean, periods=periods, phi=phi, change=1.05, size=10_000)
        level = simulate(mean=mean, periods=periods, phi=phi, change=1.0, size=10_000, seed=2)
        pooled = simulate(mean=mean, periods=periods, phi=phi, change=1.05, size=10_000, pooled=True)
        wrong = risen.stable_or_fell + risen.fell
        print(
            f"{periods:5d}  {mean:6d}  {phi:4.1f}  {risen.coverage:6.1%}  {wrong:6.1%}  {level.fell:6.1%}  "
            f"{level.rose:6.1%}   {pooled.coverage:6.1%}"
        )


if __name__ == "__main__":
    main()
