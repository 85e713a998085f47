using Amazon.Runtime;

namespace AiProxy.Aws.Clients.Runtime;

/// <summary>
/// The credentials that Lambda gives a function, as AWSSDK.Core reads them. The SDK's whole chain (profiles, single sign-on, instance metadata) is for
/// other places, and more than all the rest of a function: a program elsewhere hands its own credentials to the client,
/// <c>DefaultAWSCredentialsIdentityResolver.GetCredentials()</c> for example.
/// </summary>
/// <remarks><see href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html"/></remarks>
internal static class EnvironmentCredentials
{
    /// <exception cref="AmazonClientException">There are none.</exception>
    public static AWSCredentials Get()
    {
        try
        {
            return new EnvironmentVariablesAWSCredentials();
        }
        catch (InvalidOperationException e)
        {
            throw new AmazonClientException($"{e.Message} Hand the client some where it is not Lambda that sets them.", e);
        }
    }
}
