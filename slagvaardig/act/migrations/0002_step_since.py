"""Since when a barrier lies on its step: told by its moves, and from here on kept by them."""

from django.db import migrations, models

# Every row, not only those that the owner of the tables may see; the rules are laid again after every migration.
_TELL = """
alter table act_barrier no force row level security;
alter table act_move no force row level security;
update act_barrier b set step_since = coalesce(
  (select max(m."on") from act_move m where m.barrier_id = b.id
   and ((m.step_from <> '' and m.step_from <> m.step_to) or m.verb = 'object')), b.raised_on);
alter table act_barrier force row level security;
alter table act_move force row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("act", "0001_barriers")]  # noqa: RUF012 - the form of Django

    operations = [  # noqa: RUF012 - the form of Django
        migrations.AddField("barrier", "step_since", models.DateField(null=True)),
        migrations.RunSQL(_TELL, migrations.RunSQL.noop),
        migrations.AlterField("barrier", "step_since", models.DateField()),
    ]
