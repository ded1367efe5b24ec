"""The review desk: a queue, the report with its words lit, the proposed claim; every act by a button and a key."""
