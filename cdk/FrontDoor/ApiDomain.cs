using AiProxy.Cdk.Settings;
using Amazon.CDK;
using Amazon.CDK.AWS.APIGateway;
using Amazon.CDK.AWS.CertificateManager;
using Constructs;

namespace AiProxy.Cdk.FrontDoor;

/// <summary>A name of the operator's own in front of the API, TLS 1.2 and later; the name that API Gateway gave is then closed.</summary>
internal static class ApiDomain
{
    /// <returns>The base URL behind that name.</returns>
    public static string Attach(Construct scope, RestApi api, StackSettings settings)
    {
        DomainName_ domain = api.AddDomainName("Domain", new DomainNameOptions
        {
            DomainName = settings.DomainName!,
            Certificate = Certificate.FromCertificateArn(scope, "Certificate", settings.CertificateArn!),
            EndpointType = EndpointType.REGIONAL,
            SecurityPolicy = SecurityPolicy.TLS_1_2,
        });
        _ = new CfnOutput(Stack.Of(scope), "DomainTarget", new CfnOutputProps
        {
            Value = domain.DomainNameAliasDomainName,
            Description = $"What a CNAME, or an alias record, of {settings.DomainName} has to point to.",
        });
        return $"https://{settings.DomainName}/v1";
    }
}
