using Amazon.Runtime;

namespace AiProxy.Aws.Clients.Runtime;

/// <summary>
/// The credentials that Lambda gives a function. The SDK's whole chain (profiles, single sign-on, instance metadata) is for other places, and more than
/// all the rest of a function: a program elsewhere hands its own credentials to the client,
/// <c>DefaultAWSCredentialsIdentityResolver.GetCredentials()</c> for example.
/// </summary>
/// <remarks><see href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html"/></remarks>
internal sealed class EnvironmentCredentials : AWSCredentials
{
    public static readonly EnvironmentCredentials Instance = new();

    // Read each time: a container's may be replaced under it, and it costs nothing beside a request.
    public override ImmutableCredentials GetCredentials()
    {
        var key = Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID");
        var secret = Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY");
        if (string.IsNullOrEmpty(key) || string.IsNullOrEmpty(secret))
        {
            throw new AmazonClientException(
                "There are no AWS credentials in the environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY); hand the client some where it is not Lambda that sets them.");
        }

        return new ImmutableCredentials(key, secret, Environment.GetEnvironmentVariable("AWS_SESSION_TOKEN"));
    }
}
