"""Questions as test systems take them: Moodle XML, GIFT and SCORM 1.2, out and in. Each door is strict."""
