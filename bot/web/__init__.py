"""What is reached over HTTP: health, the privacy policy, the sandbox network's pages, and whatever else is mounted."""
