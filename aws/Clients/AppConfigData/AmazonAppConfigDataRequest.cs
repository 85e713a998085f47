using Amazon.Runtime;

namespace Amazon.AppConfigData;

/// <summary>A request to AppConfig.</summary>
public abstract class AmazonAppConfigDataRequest : AmazonWebServiceRequest;
