package nnp4j.cli;

import java.util.EnumMap;
import java.util.Map;
import nnp4j.train.Setting;
import nnp4j.train.TrainingSettings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;

/** One option for every {@link Setting}. */
final class TrainingOptions {
    /** A command that trains. */
    interface Trains {
        TrainingOptions training();
    }

    private final Map<Setting, String> given = new EnumMap<>(Setting.class);

    /** Adds the options to a command. */
    void addTo(CommandSpec command) {
        for (Setting setting : Setting.values())
            command.addOption(OptionSpec.builder("--" + setting.key())
                    .paramLabel(setting.form())
                    .type(String.class)
                    .description((setting.description() + " Default: " + setting.standard() + ".").replace("%", "%%"))
                    .setter(new ISetter() {
                        @Override
                        public <T> T set(T value) {
                            if (value != null) given.put(setting, value.toString());
                            return null;
                        }
                    })
                    .build());
    }

    /** The settings given, over some that suit the command. */
    TrainingSettings over(TrainingSettings standard) {
        TrainingSettings settings = standard;
        for (Map.Entry<Setting, String> entry : given.entrySet())
            try {
                settings = settings.with(entry.getKey(), entry.getValue());
            } catch (IllegalArgumentException e) {
                throw new UsageError("--" + e.getMessage());
            }
        return settings;
    }

    boolean isGiven(Setting setting) {
        return given.containsKey(setting);
    }
}
