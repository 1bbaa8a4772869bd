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
INSERT INTO "learning_issued" VALUES('2026-01-02','2026-01-02','passed','2026-01-02','2026-01-02','2026-01-02','2026-01-02',9,'sample office','2026-11-25T09:34:32.669Z');
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
INSERT INTO "log" VALUES(1,'2026-11-25T09:34:32.653Z','sample office','add','policy_texts','2026-01-02',NULL,'{"id": "2026-01-02", "name": "2026-01-02", "kind": "pdf", "sha256": "2026-01-02", "language": "2026-01-02", "iso3": "2026-01-02", "year": 1, "type": "2026-01-02", "sector": "2026-01-02", "instrument": "2026-01-02", "pages": 1, "added_on": "2026-01-02", "by": "2026-01-02", "title": "2026-01-02", "said": ["2026-01-02"], "shingles": [1]}');
INSERT INTO "log" VALUES(2,'2026-11-25T09:34:32.657Z','sample office','add','policy_passages','2026-01-02',NULL,NULL);
INSERT INTO "log" VALUES(3,'2026-11-25T09:34:32.659Z','sample office','add','policy_codes','2026-01-02',NULL,'{"id": "2026-01-02", "text": "2026-01-02", "passage": 1, "theme": "2026-01-02", "page": 1, "quote": "2026-01-02", "values": {"2026-01-02": "2026-01-02"}, "language": "2026-01-02", "coder": "2026-01-02", "date": "2026-01-02", "status": "suggested", "present": "yes", "note": "2026-01-02"}');
INSERT INTO "log" VALUES(4,'2026-11-25T09:34:32.661Z','sample office','add','policy_adjudications','2026-01-02',NULL,'{"id": "2026-01-02", "text": "2026-01-02", "passage": 1, "theme": "2026-01-02", "field": "2026-01-02", "said": {"2026-01-02": "2026-01-02"}, "decided": "2026-01-02", "by": "2026-01-02", "date": "2026-01-02", "why": "2026-01-02"}');
INSERT INTO "log" VALUES(5,'2026-11-25T09:34:32.663Z','sample office','add','people','2026-01-02',NULL,'{"id": "2026-01-02", "name": "2026-01-02", "institution": "2026-01-02", "role": "2026-01-02", "contact": "2026-01-02", "consent_on": "2026-01-02", "consent_for": "2026-01-02"}');
INSERT INTO "log" VALUES(6,'2026-11-25T09:34:32.665Z','sample office','add','people_events','2026-01-02',NULL,'{"id": "2026-01-02", "title": "2026-01-02", "place": "2026-01-02", "starts": "2026-01-02", "ends": "2026-01-02"}');
INSERT INTO "log" VALUES(7,'2026-11-25T09:34:32.666Z','sample office','add','people_needs','2026-01-02',NULL,'{"id": "2026-01-02", "institution": "2026-01-02", "theme": "evidence", "weight": "1", "words": "2026-01-02", "person": "2026-01-02"}');
INSERT INTO "log" VALUES(8,'2026-11-25T09:34:32.668Z','sample office','add','people_attendance','2026-01-02',NULL,'{"id": "2026-01-02", "event": "2026-01-02", "person": "2026-01-02", "days": 1}');
INSERT INTO "log" VALUES(9,'2026-11-25T09:34:32.669Z','sample office','add','learning_issued','2026-01-02',NULL,'{"id": "2026-01-02", "number": "2026-01-02", "kind": "passed", "title": "2026-01-02", "issuer": "2026-01-02", "issuer_did": "2026-01-02", "issued_on": "2026-01-02"}');
INSERT INTO "log" VALUES(10,'2026-11-25T09:34:32.671Z','sample office','add','projects','2026-01-02',NULL,'{"id": "2026-01-02", "title": "2026-01-02", "prima_id": "2026-01-02", "start": "2026-01-02", "end": "2026-01-02", "started": "2026-01-02", "ended": "2026-01-02", "status": "active", "type": "2026-01-02", "budget": 1.5, "currency": "USD", "coverage": "2026-01-02", "year": "2026-01-02", "region": "2026-01-02", "fund": "2026-01-02", "url": "2026-01-02", "description": "2026-01-02", "language": "2026-01-02", "source": "2026-01-02", "grade": "2026-01-02", "note": "2026-01-02", "countries": [{"iso3": "2026-01-02", "percentage": 1.5}], "sectors": [{"code": "2026-01-02", "percentage": 1.5, "name": "2026-01-02"}], "partners": [{"name": "2026-01-02", "role": "2026-01-02", "ref": "2026-01-02", "type": "2026-01-02"}], "related": [{"id": "2026-01-02", "kind": "2026-01-02"}], "results": [{"id": "O", "level": "outcome", "title": "Ice", "under": "", "description": "", "start": "2026", "due": "", "done": "", "claims": []}, {"id": "P", "level": "output", "title": "Ice", "under": "O", "description": "", "start": "", "due": "", "done": "", "claims": ["KAZ:glaciers.left"]}], "indicators": [{"id": "I", "result": "P", "title": "Ice", "measure": "unit", "unit": "persons", "direction": "up", "baseline": {"estimate": {"low": 1.5, "mid": 2.5, "high": 3.5, "unit": "persons", "how": "surveyed", "sources": ["survey"]}, "text": "nearly", "on": "2026-01", "met": "no"}, "target": {"estimate": {"low": 1.5, "mid": 2.5, "high": 3.5, "unit": "persons", "how": "surveyed", "sources": ["survey"]}, "text": "nearly", "on": "2026-01", "met": "no"}, "evidence": {"country": "KAZ", "indicator": "people", "place": "KAZ", "group": "k1", "level": 2.0}, "actuals": [{"estimate": {"low": 1.5, "mid": 2.5, "high": 3.5, "unit": "persons", "how": "surveyed", "sources": ["survey"]}, "text": "nearly", "on": "2026-01", "met": "no"}]}], "budgets": [{"start": "2026", "end": "2026", "amount": 1.5, "currency": "USD", "line": "", "revised": "", "committed": "", "source": ""}], "spending": [{"on": "2026", "amount": 1.5, "currency": "USD", "line": "", "source": ""}], "events": [{"start": "2026-01-02", "what": "2026-01-02", "end": "2026-01-02", "country": "2026-01-02", "actors": "2026-01-02", "source": "2026-01-02", "grade": "2026-01-02", "note": "2026-01-02"}], "notes": [{"kind": "2026-01-02", "text": "2026-01-02", "on": "2026-01-02"}]}');
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
INSERT INTO "people" VALUES('2026-01-02','2026-01-02','2026-01-02','2026-01-02','2026-01-02','2026-01-02','2026-01-02',5,'sample office','2026-11-25T09:34:32.663Z');
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
INSERT INTO "people_attendance" VALUES('2026-01-02','2026-01-02','2026-01-02',1,8,'sample office','2026-11-25T09:34:32.668Z');
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
INSERT INTO "people_events" VALUES('2026-01-02','2026-01-02','2026-01-02','2026-01-02','2026-01-02',6,'sample office','2026-11-25T09:34:32.665Z');
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
INSERT INTO "people_needs" VALUES('2026-01-02','2026-01-02','evidence','1','2026-01-02','2026-01-02',7,'sample office','2026-11-25T09:34:32.666Z');
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
INSERT INTO "policy_adjudications" VALUES('2026-01-02','2026-01-02',1,'2026-01-02','2026-01-02','{"2026-01-02": "2026-01-02"}','2026-01-02','2026-01-02','2026-01-02','2026-01-02',4,'sample office','2026-11-25T09:34:32.661Z');
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
INSERT INTO "policy_codes" VALUES('2026-01-02','2026-01-02',1,'2026-01-02',1,'2026-01-02','{"2026-01-02": "2026-01-02"}','2026-01-02','2026-01-02','2026-01-02','suggested','yes','2026-01-02',3,'sample office','2026-11-25T09:34:32.659Z');
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
INSERT INTO "policy_passages" VALUES('2026-01-02','2026-01-02',1,1,'2026-01-02','2026-01-02',2,'sample office','2026-11-25T09:34:32.657Z');
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
INSERT INTO "policy_texts" VALUES('2026-01-02','2026-01-02','pdf','2026-01-02','2026-01-02','2026-01-02',1,'2026-01-02','2026-01-02','2026-01-02',1,'2026-01-02','2026-01-02','2026-01-02','["2026-01-02"]','[1]',1,'sample office','2026-11-25T09:34:32.653Z');
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
INSERT INTO "projects" VALUES('2026-01-02','2026-01-02','2026-01-02','2026-01-02','2026-01-02','2026-01-02','2026-01-02','active','2026-01-02',1.5,'USD','2026-01-02','2026-01-02','2026-01-02','2026-01-02','2026-01-02','2026-01-02','2026-01-02','2026-01-02','2026-01-02','2026-01-02','[{"iso3": "2026-01-02", "percentage": 1.5}]','[{"code": "2026-01-02", "percentage": 1.5, "name": "2026-01-02"}]','[{"name": "2026-01-02", "role": "2026-01-02", "ref": "2026-01-02", "type": "2026-01-02"}]','[{"id": "2026-01-02", "kind": "2026-01-02"}]','[{"id": "O", "level": "outcome", "title": "Ice", "under": "", "description": "", "start": "2026", "due": "", "done": "", "claims": []}, {"id": "P", "level": "output", "title": "Ice", "under": "O", "description": "", "start": "", "due": "", "done": "", "claims": ["KAZ:glaciers.left"]}]','[{"id": "I", "result": "P", "title": "Ice", "measure": "unit", "unit": "persons", "direction": "up", "baseline": {"estimate": {"low": 1.5, "mid": 2.5, "high": 3.5, "unit": "persons", "how": "surveyed", "sources": ["survey"]}, "text": "nearly", "on": "2026-01", "met": "no"}, "target": {"estimate": {"low": 1.5, "mid": 2.5, "high": 3.5, "unit": "persons", "how": "surveyed", "sources": ["survey"]}, "text": "nearly", "on": "2026-01", "met": "no"}, "evidence": {"country": "KAZ", "indicator": "people", "place": "KAZ", "group": "k1", "level": 2.0}, "actuals": [{"estimate": {"low": 1.5, "mid": 2.5, "high": 3.5, "unit": "persons", "how": "surveyed", "sources": ["survey"]}, "text": "nearly", "on": "2026-01", "met": "no"}]}]','[{"start": "2026", "end": "2026", "amount": 1.5, "currency": "USD", "line": "", "revised": "", "committed": "", "source": ""}]','[{"on": "2026", "amount": 1.5, "currency": "USD", "line": "", "source": ""}]','[{"start": "2026-01-02", "what": "2026-01-02", "end": "2026-01-02", "country": "2026-01-02", "actors": "2026-01-02", "source": "2026-01-02", "grade": "2026-01-02", "note": "2026-01-02"}]','[{"kind": "2026-01-02", "text": "2026-01-02", "on": "2026-01-02"}]',10,'sample office','2026-11-25T09:34:32.671Z');
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
