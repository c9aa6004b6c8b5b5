package org.echoscribe.node.command;

import java.io.PrintWriter;
import org.echoscribe.journal.ModelChange;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Tells a person what became of a change, and the shell by the exit code.
 *
 * @param spec the command's
 * @param verb what the model does then, such as {@code serves}
 */
record TellModelChange(CommandSpec spec, String verb) {

    int tell(AwaitModelChange.Answer answer) {
        ModelChange change = answer.change();
        String model = change.model().map(ModelChange.Model::toString).orElse("no model");
        PrintWriter out = spec.commandLine().getOut();
        if (!answer.decided()) {
            out.println(
                    answer.noticed()
                            ? model + ": the node is still loading it; 'echoscribe model list' will tell"
                            : model + ": written down. No running node has taken it up; it " + verb
                                    + " when the node starts");
            return answer.noticed() ? 1 : 0;
        }
        return switch (change.state()) {
            case IN_FORCE -> {
                out.println(model + " " + verb + " since "
                        + change.beganAt().map(Object::toString).orElse("now"));
                yield 0;
            }
            case REFUSED ->
                throw new CommandFailedException(
                        model + " is refused by the node, and what was before goes on: " + change.cause());
            case ENDED ->
                throw new CommandFailedException(
                        model + ": somebody asked for another model meanwhile; see 'echoscribe model list'");
            case ASKED -> throw new IllegalStateException("decided and asked");
        };
    }
}
