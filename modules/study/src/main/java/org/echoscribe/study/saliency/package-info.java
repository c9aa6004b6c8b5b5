/** What in a loop an answer rests on, as pictures. */
package org.echoscribe.study.saliency;
