namespace AfterSales.Api;

/// <summary>The public methods of this class are fields of the schema's <c>Query</c>. One instance per request, made by dependency injection.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class QueriesAttribute : Attribute;

/// <summary>The public methods of this class are fields of the schema's <c>Mutation</c>; each returns an <see cref="Outcome{T}"/>.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class MutationsAttribute : Attribute;

/// <summary>The public methods of this class are fields of the schema's <c>Subscription</c>; each returns an <see cref="IAsyncEnumerable{T}"/>.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SubscriptionsAttribute : Attribute;
