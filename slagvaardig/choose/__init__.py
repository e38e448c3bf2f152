"""Choose: few priorities, within what partners can absorb. The strategy lives here; figures and stories do not."""
