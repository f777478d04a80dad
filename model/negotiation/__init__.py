"""Is there common ground: what a deal is worth to both sides, their red lines, the zone between them, and waiting."""
