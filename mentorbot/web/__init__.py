"""What is served over HTTP: the health of the process, and whatever a platform mounts."""
