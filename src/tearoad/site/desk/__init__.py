"""What the command line asks about organisations, users and ledgers; set Django up first (`site.manage.start`)."""
