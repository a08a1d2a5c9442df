"""Commands for those who run, test and measure the portal."""
