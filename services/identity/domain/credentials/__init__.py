"""What opens an account besides its password: single sign-on (ID-45), TOTP, passkeys."""
