"""What happens by the clock, one verb and noun per file; clock.py alone knows APScheduler."""
