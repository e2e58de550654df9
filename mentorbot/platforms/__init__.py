"""The chat platforms, each behind the same protocol with the same file names inside."""
