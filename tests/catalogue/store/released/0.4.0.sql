BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('r5_projects');
CREATE TABLE learning_issued (
	id TEXT NOT NULL, 
	number TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	title TEXT NOT NULL, 
	issuer TEXT NOT NULL, 
	issuer_did TEXT NOT NULL, 
	issued_on TEXT NOT NULL, 
	kept_version INTEGER NOT NULL, 
	kept_who TEXT NOT NULL, 
	kept_on TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "learning_issued" VALUES('2026-01-02','2026-01-02','passed','2026-01-02','2026-01-02','2026-01-02','2026-01-02',8,'sample office','2026-11-25T09:13:28.478Z');
CREATE TABLE log (
	number INTEGER NOT NULL, 
	"on" TEXT NOT NULL, 
	who TEXT NOT NULL, 
	what TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	record TEXT NOT NULL, 
	"before" JSON, 
	"after" JSON, 
	PRIMARY KEY (number)
);
INSERT INTO "log" VALUES(1,'2026-11-25T09:13:28.467Z','sample office','add','policy_texts','2026-01-02',NULL,'{"id": "2026-01-02", "name": "2026-01-02", "kind": "pdf", "sha256": "2026-01-02", "language": "2026-01-02", "iso3": "2026-01-02", "year": 1, "type": "2026-01-02", "sector": "2026-01-02", "instrument": "2026-01-02", "pages": 1, "added_on": "2026-01-02", "by": "2026-01-02", "title": "2026-01-02", "said": ["2026-01-02"], "shingles": [1]}');
INSERT INTO "log" VALUES(2,'2026-11-25T09:13:28.469Z','sample office','add','policy_passages','2026-01-02',NULL,NULL);
INSERT INTO "log" VALUES(3,'2026-11-25T09:13:28.471Z','sample office','add','policy_codes','2026-01-02',NULL,'{"id": "2026-01-02", "text": "2026-01-02", "passage": 1, "theme": "2026-01-02", "page": 1, "quote": "2026-01-02", "values": {"2026-01-02": "2026-01-02"}, "language": "2026-01-02", "coder": "2026-01-02", "date": "2026-01-02", "status": "suggested", "present": "yes", "note": "2026-01-02"}');
INSERT INTO "log" VALUES(4,'2026-11-25T09:13:28.473Z','sample office','add','policy_adjudications','2026-01-02',NULL,'{"id": "2026-01-02", "text": "2026-01-02", "passage": 1, "theme": "2026-01-02", "field": "2026-01-02", "said": {"2026-01-02": "2026-01-02"}, "decided": "2026-01-02", "by": "2026-01-02", "date": "2026-01-02", "why": "2026-01-02"}');
INSERT INTO "log" VALUES(5,'2026-11-25T09:13:28.474Z','sample office','add','people','2026-01-02',NULL,'{"id": "2026-01-02", "name": "2026-01-02", "institution": "2026-01-02", "role": "2026-01-02", "contact": "2026-01-02", "consent_on": "2026-01-02", "consent_for": "2026-01-02"}');
INSERT INTO "log" VALUES(6,'2026-11-25T09:13:28.475Z','sample office','add','people_events','2026-01-02',NULL,'{"id": "2026-01-02", "title": "2026-01-02", "place": "2026-01-02", "starts": "2026-01-02", "ends": "2026-01-02"}');
INSERT INTO "log" VALUES(7,'2026-11-25T09:13:28.477Z','sample office','add','people_attendance','2026-01-02',NULL,'{"id": "2026-01-02", "event": "2026-01-02", "person": "2026-01-02", "days": 1}');
INSERT INTO "log" VALUES(8,'2026-11-25T09:13:28.478Z','sample office','add','learning_issued','2026-01-02',NULL,'{"id": "2026-01-02", "number": "2026-01-02", "kind": "passed", "title": "2026-01-02", "issuer": "2026-01-02", "issuer_did": "2026-01-02", "issued_on": "2026-01-02"}');
CREATE TABLE people (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	institution TEXT NOT NULL, 
	role TEXT NOT NULL, 
	contact TEXT NOT NULL, 
	consent_on TEXT NOT NULL, 
	consent_for TEXT NOT NULL, 
	kept_version INTEGER NOT NULL, 
	kept_who TEXT NOT NULL, 
	kept_on TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "people" VALUES('2026-01-02','2026-01-02','2026-01-02','2026-01-02','2026-01-02','2026-01-02','2026-01-02',5,'sample office','2026-11-25T09:13:28.474Z');
CREATE TABLE people_attendance (
	id TEXT NOT NULL, 
	event TEXT NOT NULL, 
	person TEXT NOT NULL, 
	days INTEGER NOT NULL, 
	kept_version INTEGER NOT NULL, 
	kept_who TEXT NOT NULL, 
	kept_on TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(event) REFERENCES people_events (id), 
	FOREIGN KEY(person) REFERENCES people (id), 
	CONSTRAINT uq_people_attendance UNIQUE (event, person)
);
INSERT INTO "people_attendance" VALUES('2026-01-02','2026-01-02','2026-01-02',1,7,'sample office','2026-11-25T09:13:28.477Z');
CREATE TABLE people_events (
	id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	place TEXT NOT NULL, 
	starts TEXT NOT NULL, 
	ends TEXT NOT NULL, 
	kept_version INTEGER NOT NULL, 
	kept_who TEXT NOT NULL, 
	kept_on TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "people_events" VALUES('2026-01-02','2026-01-02','2026-01-02','2026-01-02','2026-01-02',6,'sample office','2026-11-25T09:13:28.475Z');
CREATE TABLE people_needs (
	id TEXT NOT NULL, 
	institution TEXT NOT NULL, 
	theme TEXT NOT NULL, 
	weight TEXT NOT NULL, 
	words TEXT NOT NULL, 
	person TEXT, 
	kept_version INTEGER NOT NULL, 
	kept_who TEXT NOT NULL, 
	kept_on TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person) REFERENCES people (id)
);
CREATE TABLE policy_adjudications (
	id TEXT NOT NULL, 
	text TEXT NOT NULL, 
	passage INTEGER NOT NULL, 
	theme TEXT NOT NULL, 
	field TEXT NOT NULL, 
	said JSON NOT NULL, 
	decided TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	date TEXT NOT NULL, 
	why TEXT NOT NULL, 
	kept_version INTEGER NOT NULL, 
	kept_who TEXT NOT NULL, 
	kept_on TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(text) REFERENCES policy_texts (id)
);
INSERT INTO "policy_adjudications" VALUES('2026-01-02','2026-01-02',1,'2026-01-02','2026-01-02','{"2026-01-02": "2026-01-02"}','2026-01-02','2026-01-02','2026-01-02','2026-01-02',4,'sample office','2026-11-25T09:13:28.473Z');
CREATE TABLE policy_codes (
	id TEXT NOT NULL, 
	text TEXT NOT NULL, 
	passage INTEGER NOT NULL, 
	theme TEXT NOT NULL, 
	page INTEGER, 
	quote TEXT NOT NULL, 
	"values" JSON NOT NULL, 
	language TEXT NOT NULL, 
	coder TEXT NOT NULL, 
	date TEXT NOT NULL, 
	status TEXT NOT NULL, 
	present TEXT NOT NULL, 
	note TEXT NOT NULL, 
	kept_version INTEGER NOT NULL, 
	kept_who TEXT NOT NULL, 
	kept_on TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(text) REFERENCES policy_texts (id)
);
INSERT INTO "policy_codes" VALUES('2026-01-02','2026-01-02',1,'2026-01-02',1,'2026-01-02','{"2026-01-02": "2026-01-02"}','2026-01-02','2026-01-02','2026-01-02','suggested','yes','2026-01-02',3,'sample office','2026-11-25T09:13:28.471Z');
CREATE TABLE policy_passages (
	id TEXT NOT NULL, 
	text TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	page INTEGER, 
	heading TEXT NOT NULL, 
	words TEXT NOT NULL, 
	kept_version INTEGER NOT NULL, 
	kept_who TEXT NOT NULL, 
	kept_on TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(text) REFERENCES policy_texts (id), 
	CONSTRAINT uq_policy_passages UNIQUE (text, number)
);
INSERT INTO "policy_passages" VALUES('2026-01-02','2026-01-02',1,1,'2026-01-02','2026-01-02',2,'sample office','2026-11-25T09:13:28.469Z');
CREATE TABLE policy_texts (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	language TEXT NOT NULL, 
	iso3 TEXT NOT NULL, 
	year INTEGER, 
	type TEXT NOT NULL, 
	sector TEXT NOT NULL, 
	instrument TEXT NOT NULL, 
	pages INTEGER, 
	added_on TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	title TEXT NOT NULL, 
	said JSON NOT NULL, 
	shingles JSON NOT NULL, 
	kept_version INTEGER NOT NULL, 
	kept_who TEXT NOT NULL, 
	kept_on TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_policy_texts UNIQUE (sha256)
);
INSERT INTO "policy_texts" VALUES('2026-01-02','2026-01-02','pdf','2026-01-02','2026-01-02','2026-01-02',1,'2026-01-02','2026-01-02','2026-01-02',1,'2026-01-02','2026-01-02','2026-01-02','["2026-01-02"]','[1]',1,'sample office','2026-11-25T09:13:28.467Z');
CREATE TABLE projects (
	id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	prima_id TEXT NOT NULL, 
	start TEXT NOT NULL, 
	"end" TEXT NOT NULL, 
	started TEXT NOT NULL, 
	ended TEXT NOT NULL, 
	status TEXT NOT NULL, 
	type TEXT NOT NULL, 
	budget DOUBLE, 
	currency TEXT NOT NULL, 
	coverage TEXT NOT NULL, 
	year TEXT NOT NULL, 
	region TEXT NOT NULL, 
	fund TEXT NOT NULL, 
	url TEXT NOT NULL, 
	description TEXT NOT NULL, 
	language TEXT NOT NULL, 
	source TEXT NOT NULL, 
	grade TEXT NOT NULL, 
	note TEXT NOT NULL, 
	countries JSON NOT NULL, 
	sectors JSON NOT NULL, 
	partners JSON NOT NULL, 
	related JSON NOT NULL, 
	results JSON NOT NULL, 
	indicators JSON NOT NULL, 
	budgets JSON NOT NULL, 
	spending JSON NOT NULL, 
	events JSON NOT NULL, 
	notes JSON NOT NULL, 
	kept_version INTEGER NOT NULL, 
	kept_who TEXT NOT NULL, 
	kept_on TEXT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE INDEX ix_log_record ON log (kind, record);
CREATE INDEX ix_policy_texts_instrument ON policy_texts (instrument);
CREATE INDEX ix_policy_texts_iso3 ON policy_texts (iso3);
CREATE INDEX ix_policy_adjudications_text ON policy_adjudications (text);
CREATE INDEX ix_policy_codes_coder ON policy_codes (coder);
CREATE INDEX ix_policy_codes_status ON policy_codes (status);
CREATE INDEX ix_policy_codes_text ON policy_codes (text);
CREATE INDEX ix_people_institution ON people (institution);
CREATE INDEX ix_people_needs_institution ON people_needs (institution);
CREATE INDEX ix_people_needs_theme ON people_needs (theme);
CREATE INDEX ix_learning_issued_issued_on ON learning_issued (issued_on);
CREATE INDEX ix_learning_issued_title ON learning_issued (title);
CREATE INDEX ix_projects_status ON projects (status);
COMMIT;
