/** Pictures with text, drawn without the operating system's fonts or graphics: the same bytes on every machine. */
package org.echoscribe.report.sheet;
