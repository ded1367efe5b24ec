"""PDF documents: taken apart in a process of their own, within memory and time, and put together as pages of text."""
