namespace AiProxy.Cdk.Functions;

/// <summary>The functions, by the name of their handler.</summary>
internal static class FunctionNames
{
    public const string Validate = "Validate";
    public const string Transform = "Transform";
    public const string CallProvider = "CallProvider";
    public const string Merge = "Merge";
    public const string Gateway = "Gateway";
    public const string Authorize = "Authorize";

    /// <summary>A second handler in Validate's package: AppConfig asks it whether a version of the routes is sound.</summary>
    public const string ValidateRoutes = "ValidateRoutes";

    /// <summary>Those with a package of their own.</summary>
    public static readonly string[] Packages = [Validate, Transform, CallProvider, Merge, Gateway, Authorize];

    /// <summary>Every function of the stack.</summary>
    public static readonly string[] All = [.. Packages, ValidateRoutes];
}
