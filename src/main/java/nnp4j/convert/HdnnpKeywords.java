package nnp4j.convert;

import java.util.Set;

/** The keywords of input.nn: those that make the energy, and those that only steer a training or a program. */
final class HdnnpKeywords {
    /** Those that may stand several times. */
    static final Set<String> REPEATED = Set.of(
            "symfunction_short",
            "atom_energy",
            "element_hidden_layers_short",
            "element_nodes_short",
            "element_activation_short");

    /** Those that make the energy. */
    private static final Set<String> NEEDED = Set.of(
            "number_of_elements",
            "elements",
            "cutoff_type",
            "scale_symmetry_functions",
            "scale_symmetry_functions_sigma",
            "center_symmetry_functions",
            "scale_min_short",
            "scale_max_short",
            "global_hidden_layers_short",
            "global_nodes_short",
            "global_activation_short",
            "normalize_nodes",
            "mean_energy",
            "conv_energy",
            "conv_length",
            "nnp_type",
            "nnp_gen",
            "nn_type_short",
            "use_electrostatics",
            "electrostatic_type");

    private static final Set<String> IGNORED = Set.of(
            "analyze_composition",
            "analyze_error",
            "analyze_error_energy_step",
            "analyze_error_force_step",
            "bond_threshold",
            "calculate_forces",
            "calculate_stress",
            "check_forces",
            "check_input_forces",
            "data_clustering",
            "debug_mode",
            "detailed_validation_epoch",
            "dynforcegroup_begin",
            "energy_threshold",
            "enable_on_the_fly_input",
            "epochs",
            "find_contradictions",
            "fixed_gausswidth",
            "force_energy_ratio",
            "force_threshold",
            "force_weight",
            "global_pairsymfunction_short",
            "initialization_only",
            "ion_forces_only",
            "jacobian_mode",
            "main_error_metric",
            "max_energy",
            "max_force",
            "memorize_symfunc_results",
            "mix_all_points",
            "nguyen_widrow_weights_short",
            "normalize_data_set",
            "parallel_mode",
            "points_in_memory",
            "precondition_weights",
            "random_number_type",
            "random_order_training",
            "random_seed",
            "regularize_fit_param",
            "remove_atom_energies",
            "repeated_energy_update",
            "reset_kalman",
            "runner_mode",
            "save_kalman_matrices",
            "selection_mode",
            "separate_bias_ini_short",
            "shuffle_weights_short_atomic",
            "task_batch_size_energy",
            "task_batch_size_force",
            "test_fraction",
            "update_single_element",
            "update_strategy",
            "updater_type",
            "use_atom_energies",
            "use_omp_mkl",
            "use_old_scaling",
            "use_old_weights_short",
            "use_short_forces",
            "use_short_nn",
            "use_systematic_weights_short",
            "weight_analysis",
            "weights_max",
            "weights_min",
            "worst_case");

    private static final Set<String> IGNORED_BEGINNINGS =
            Set.of("biases_", "gradient_", "kalman_", "optmode_short_", "print_", "rmse_threshold", "short_", "write_");

    private HdnnpKeywords() {}

    static boolean isNeeded(String keyword) {
        return NEEDED.contains(keyword) || REPEATED.contains(keyword);
    }

    /** Whether the energy of a fitted potential does not depend on the keyword. */
    static boolean isIgnored(String keyword) {
        return IGNORED.contains(keyword) || IGNORED_BEGINNINGS.stream().anyMatch(keyword::startsWith);
    }
}
