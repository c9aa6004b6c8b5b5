/** The study's command line. */
package org.echoscribe.study.cli;
