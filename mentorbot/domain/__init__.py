"""What mentorship is: pure values and rules, with no I/O and no clock."""
