/** What an evaluation observed, as tables and figures that one prints, and as files that a program reads. */
package org.echoscribe.study.report;
