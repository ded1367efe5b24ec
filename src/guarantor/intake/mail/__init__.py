"""What mails are made of: heads, bodies in several forms, attachments, and mails passed on."""
