"""Briefing: dated issues for readers, made from claims alone; every sentence leads to the words it rests on."""
