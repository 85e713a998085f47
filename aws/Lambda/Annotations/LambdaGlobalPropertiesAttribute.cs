namespace Amazon.Lambda.Annotations;

/// <summary>Settings for all functions of an assembly.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public class LambdaGlobalPropertiesAttribute : Attribute
{
    /// <summary>
    /// Whether a <c>Main</c> is generated that runs the function named by the environment variable ANNOTATIONS_HANDLER.
    /// The project must be an executable. False by default.
    /// </summary>
    public bool GenerateMain { get; set; }

    /// <summary>One of <c>provided.al2</c>, <c>provided.al2023</c>, <c>dotnet8</c>, <c>dotnet10</c>.</summary>
    public string? Runtime { get; set; }
}
