/** SR content trees (PS3.3 C.17.3) as plain values, and their way into data sets and back. */
package org.echoscribe.report.content;
