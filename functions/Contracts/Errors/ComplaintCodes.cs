namespace AiProxy.Contracts.Errors;

/// <summary>The codes of <see cref="Complaint"/>s: part of the interface, so they do not change.</summary>
public static class ComplaintCodes
{
    /// <summary>The text is not JSON.</summary>
    public const string InvalidJson = "invalid_json";

    /// <summary>An object has two members of one name.</summary>
    public const string DuplicateMember = "duplicate_member";

    /// <summary>A member that must be there is not.</summary>
    public const string MissingMember = "missing_member";

    /// <summary>A member that nobody knows; mostly a typing error.</summary>
    public const string UnknownMember = "unknown_member";

    /// <summary>A member or value that is planned, or OpenAI's, but not part of this version.</summary>
    public const string NotSupported = "not_supported";

    /// <summary>A known member in a place where it has no meaning.</summary>
    public const string MisplacedMember = "misplaced_member";

    /// <summary>A value of another JSON type.</summary>
    public const string WrongType = "wrong_type";

    /// <summary>A number or length outside its range.</summary>
    public const string OutOfRange = "out_of_range";

    /// <summary>A value that is none of the allowed ones, or has another form.</summary>
    public const string InvalidValue = "invalid_value";

    /// <summary>A target's provider is not among the file's providers.</summary>
    public const string UnknownProvider = "unknown_provider";

    /// <summary>The workflow is not among those loaded.</summary>
    public const string UnknownWorkflow = "unknown_workflow";

    /// <summary>A provider's secret is none of those that the deployment may read.</summary>
    public const string SecretNotAllowed = "secret_not_allowed";

    /// <summary>A member that the strategy in force does not use.</summary>
    public const string UnusedMember = "unused_member";

    /// <summary>No target is left to ask.</summary>
    public const string NoTargets = "no_targets";

    /// <summary>More targets and fallbacks than a plan may have.</summary>
    public const string TooManyTargets = "too_many_targets";

    /// <summary>Two targets that cannot be told apart.</summary>
    public const string DuplicateTarget = "duplicate_target";

    /// <summary>A quorum that can never be met.</summary>
    public const string QuorumTooHigh = "quorum_too_high";

    /// <summary>A caller wants to change what the route does not let callers change.</summary>
    public const string NotOverridable = "not_overridable";

    /// <summary>A request member that a target's wire format cannot express.</summary>
    public const string UnsupportedMember = "unsupported_member";

    /// <summary>A caller names a model that the routes file does not offer.</summary>
    public const string ModelNotFound = "model_not_found";
}
