"""The door of the register of stakeholders: a workbook of people, needs, events and attendance that people filled."""
