"""Where slopes fail and lakes break, how far it goes, and how often: routing, release, outburst, susceptibility, change with warming."""
