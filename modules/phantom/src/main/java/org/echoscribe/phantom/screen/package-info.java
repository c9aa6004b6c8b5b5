/** What an ultrasound machine's screen shows around the fan: text, scales, an ECG trace. */
package org.echoscribe.phantom.screen;
