using System.Collections.Immutable;
using AfterSales.Branches.Rules;
using AfterSales.Contracts.Rules;

namespace AfterSales.Contracts;

/// <summary>What is promised to everybody: those who make the promises say it, whom contracts do not know.</summary>
public interface IStandardPromises
{
    /// <summary>Refuses the first of these that gives less than everybody has at the branch.</summary>
    ValueTask<ContractOnlyTightens?> Refuse(Branch branch, ImmutableList<ContractPromise> promises, DateTimeOffset now);
}
