using Amazon.Runtime;

namespace Amazon.StepFunctions;

/// <summary>A request to Step Functions.</summary>
public abstract class AmazonStepFunctionsRequest : AmazonWebServiceRequest;
