"""Loading, checking and searching guides."""
