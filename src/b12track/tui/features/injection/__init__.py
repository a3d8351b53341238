"""The injection form: only route and site to choose; the rest comes from the plan and the label."""
