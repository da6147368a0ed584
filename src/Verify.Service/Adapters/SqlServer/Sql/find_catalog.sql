SELECT revision, published_at, published_by FROM catalog_publication WHERE version = @version AND effective_from = @effective_from;
