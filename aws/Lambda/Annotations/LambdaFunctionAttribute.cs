namespace Amazon.Lambda.Annotations;

/// <summary>
/// Marks a method as a Lambda handler. The generator writes <c>{Class}_{Method}_Generated</c> around it.
/// The deployment properties are for the real package's CloudFormation template; here the stack is the CDK app's.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public class LambdaFunctionAttribute : Attribute
{
    /// <summary>The logical id in the template; letters and digits only.</summary>
    public string? ResourceName { get; set; }

    /// <summary>Seconds; 0 means the template's default.</summary>
    public uint Timeout { get; set; }

    /// <summary>MB; 0 means the template's default.</summary>
    public uint MemorySize { get; set; }

    /// <summary>The role's ARN or a reference to it.</summary>
    public string? Role { get; set; }

    /// <summary>Managed policies, separated by commas.</summary>
    public string? Policies { get; set; }

    /// <summary>How the function is packed, a zip by default.</summary>
    public LambdaPackageType PackageType { get; set; } = LambdaPackageType.Zip;
}
