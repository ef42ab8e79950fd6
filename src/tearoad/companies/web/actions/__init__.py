"""What is done to the register: written, merged, parted."""
