"""What authors write as every platform shows it, read back from the payloads that the platforms are really sent."""
