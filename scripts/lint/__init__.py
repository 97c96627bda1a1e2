"""A small kit for checks: findings, rules, waivers and reports. It knows nothing of what is checked."""
