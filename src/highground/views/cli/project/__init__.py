"""highground project: records of projects, results against plan, reports, and IATI in and out. One file a verb."""
