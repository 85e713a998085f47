using AiProxy.Contracts.Payloads;
using AiProxy.Gateway.StepFunctions;
using AiProxy.Gateway.Workflows;
using AiProxy.Host.Configuration;
using AiProxy.Storage.Payloads;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using HostOptions = AiProxy.Host.Configuration.HostOptions;

namespace AiProxy.Host.Workflows;

/// <summary>A deployment on AWS whose state machines run this host's workflows, with the functions and routes that are deployed there.</summary>
/// <param name="Workflows">Which state machines there are.</param>
/// <param name="Runner">Runs them.</param>
/// <param name="Payloads">Where what is too large for state data goes: the functions must find it.</param>
internal sealed record Deployment(WorkflowArns Workflows, IWorkflowRunner Runner, IPayloadStore Payloads)
{
    /// <summary>Reaches for it.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="configuration">Where environment variables of the functions' names are read from.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="StartupException">Workflows, region or credentials are missing or wrong.</exception>
    public static Deployment Connect(HostOptions options, IConfiguration configuration, TimeProvider time)
    {
        if (options.Simulate)
        {
            throw new StartupException("--simulate has no meaning with --engine stepfunctions: the deployed functions ask the providers.");
        }
        WorkflowArns workflows = Arns(options, configuration);
        AWSCredentials credentials = Credentials();
        string? endpoint = options.StepFunctionsUrl;
        string region = options.Region ?? FallbackRegionFactory.GetRegionEndpoint()?.SystemName
            ?? throw new StartupException("There is no AWS region: set AiProxy:Region or AWS_REGION.");
        string? bucket = options.PayloadBucket ?? configuration[PayloadStores.Variable];
        return new Deployment(
            workflows,
            new StepFunctionsRunner(StepFunctionsClient.Create(credentials, region, endpoint), workflows, time),
            string.IsNullOrEmpty(bucket) ? new NoPayloadStore() : PayloadStores.InBucket(bucket, credentials, region, time));
    }

    private static WorkflowArns Arns(HostOptions options, IConfiguration configuration)
    {
        try
        {
            return options.Workflows.Count > 0 ? new WorkflowArns(options.Workflows) : WorkflowArns.Parse(configuration[WorkflowArns.Variable]);
        }
        catch (FormatException e)
        {
            throw new StartupException($"--engine stepfunctions needs to know the state machines. {e.Message}", e);
        }
    }

    private static AWSCredentials Credentials()
    {
        try
        {
            return DefaultAWSCredentialsIdentityResolver.GetCredentials();
        }
        catch (AmazonClientException e)
        {
            throw new StartupException($"--engine stepfunctions needs AWS credentials, and there are none. {e.Message}", e);
        }
    }
}
