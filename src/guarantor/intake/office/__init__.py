"""What office documents are made of: XML parts in a ZIP file."""
