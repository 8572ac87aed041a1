package shop.old;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueSerializer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/**
 * The serializers of {@link ShopV1}, each made once. They are all here, and none in the classes themselves, so that
 * types may refer to each other in circles.
 */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class ShopV1Serializers {
    static final ShopV1_BoughtSerializer BOUGHT = new ShopV1_BoughtSerializer();

    static final ShopV1_CameSerializer CAME = new ShopV1_CameSerializer();

    static final ShopV1_CountrySerializer COUNTRY = new ShopV1_CountrySerializer();

    static final ShopV1_CustomerSerializer CUSTOMER = new ShopV1_CustomerSerializer();

    static final ShopV1_EventSerializer EVENT = new ShopV1_EventSerializer();

    static final ShopV1_ItemSerializer ITEM = new ShopV1_ItemSerializer();

    static final ShopV1_MoneySerializer MONEY = new ShopV1_MoneySerializer();

    static final ShopV1_OrderSerializer ORDER = new ShopV1_OrderSerializer();

    static final ShopV1_PairCountryIntSerializer PAIR_OF_COUNTRY_AND_INTEGER = new ShopV1_PairCountryIntSerializer();

    static final ShopV1_SettingsSerializer SETTINGS = new ShopV1_SettingsSerializer();

    static final ShopV1_SizeSerializer SIZE = new ShopV1_SizeSerializer();

    static final ValueSerializer<Optional<ShopV1.Country>> OPTIONAL_OF_COUNTRY = Serializers.optional(COUNTRY);

    static final ValueSerializer<List<ShopV1.Item>> LIST_OF_ITEM = Serializers.list(ITEM);

    static final ValueSerializer<Map<ShopV1.Country, List<ShopV1.Item>>> MAP_OF_COUNTRY_TO_LIST_OF_ITEM =
            Serializers.map(COUNTRY, LIST_OF_ITEM);

    static final ValueSerializer<Set<ShopV1.Country>> SET_OF_COUNTRY = Serializers.set(COUNTRY);

    private ShopV1Serializers() {}
}
