namespace Amazon.Lambda.Annotations;

/// <summary>How a function is packed.</summary>
public enum LambdaPackageType
{
    /// <summary>A zip archive.</summary>
    Zip = 0,

    /// <summary>A container image.</summary>
    Image = 1,
}
