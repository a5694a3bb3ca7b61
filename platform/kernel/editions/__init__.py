"""The edition of a territory: which state of what its public pages show is the present one."""
