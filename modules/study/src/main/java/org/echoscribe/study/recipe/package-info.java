/** From labelled loops to a model bundle: the paper's order of trainings, the figures and the card. */
package org.echoscribe.study.recipe;
