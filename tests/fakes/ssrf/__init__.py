"""What would be reached if the guard let it: a trap on loopback, names that change their address, pages that move."""
