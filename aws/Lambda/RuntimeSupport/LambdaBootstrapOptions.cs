namespace Amazon.Lambda.RuntimeSupport.Bootstrap;

/// <summary>Options of the runtime client.</summary>
public class LambdaBootstrapOptions
{
    /// <summary><c>host:port</c> of the Runtime API; by default the environment variable AWS_LAMBDA_RUNTIME_API.</summary>
    public string? RuntimeApiEndpoint { get; set; }
}
